// Boot profiles: what a flavour reads until somebody can log in. Guests fetch it ahead (docs/formats/access-profile.md).
// The rule of tags: the tag of a version names the composed tree, with its boot profile as soon as there is one. Publishing a profile moves the tag in the same
// signed step, and nothing but /<flavour>/.cvmfsprofile differs. A new version starts without a profile.

const string WithProfile = ", with boot profile";

Task("Profile")
    .Description("Boots the flavour once and publishes what it read as the boot profile of its version, unless there is one. --flavour=NAME, --record to do it anew.")
    .IsDependentOn("Image")
    .Does(() =>
    {
        var tag = FlavourTag(parameters.Flavour);
        if (NeedsProfile(tag))
            Boot(tag, looksAround: false);
        else
            Say($"profile: {tag} has its boot profile, skipped");
    });

string ProfileFile(string tag) => $"{parameters.Profiles}/{tag}";

bool NeedsProfile(string tag) => parameters.Record || !System.IO.File.Exists(ProfileFile(tag)) && DescriptionOf(tag)?.EndsWith(WithProfile) != true;

string TagDescription(string tag) => $"composed {tag}{(System.IO.File.Exists(ProfileFile(tag)) ? WithProfile : "")}";

/// Ends the recording in the guest and keeps its text. Any file of the tree is the sign of this start-up: a tree is booted in one way only.
void FetchProfile(string tag, string folder, int sshPort)
{
    var text = Output("ssh", SshArguments(folder, sshPort, $"sudo /run/cernvm/bin/cvmfs_talk profile stop --any /{parameters.Flavour}")) ?? "";
    if (!text.StartsWith("cvmfs-access-profile 1\n"))
        throw new CakeException($"the guest recorded no profile. Its client answered '{text.Trim()}'; /mnt/.rw/cvmfs/daemon.log in the guest may say more.");
    System.IO.Directory.CreateDirectory(parameters.Profiles);
    System.IO.File.WriteAllText(ProfileFile(tag), text);
}

/// Only beside the tree that it was recorded on: the newest revision may hold another version.
void PublishProfile(string flavour, string tag) => InTransaction(repository =>
{
    var release = System.IO.File.ReadAllText($"{repository}/{flavour}/etc/cernvm-release").Trim();
    if (release.Replace(' ', '-') != tag)
    {
        Say($"profile: the newest revision holds {release}; the boot profile of {tag} stays in {ProfileFile(tag)}");
        return false;
    }

    CopyProfile(tag, $"{repository}/{flavour}");
    Say($"profile: publishing {ProfileLength(tag)} files that a boot of {tag} reads");
    return true;
}, "-a", tag, "--move-tag", "-m", TagDescription(tag));

void CopyProfile(string tag, string tree) => System.IO.File.Copy(ProfileFile(tag), tree + "/.cvmfsprofile", overwrite: true);

int ProfileLength(string tag) => System.IO.File.ReadLines(ProfileFile(tag)).Count(line => line.StartsWith("f ") || line.StartsWith("t "));
