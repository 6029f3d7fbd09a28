// The appliance step by step. Every step is the command that a person would type; the commands themselves skip what has not changed.

Task("Flavours")
    .Description("Composes the flavours side by side into artifacts/flavours.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        NeedPackages("compose");
        System.Threading.Tasks.Parallel.ForEach(Parameters.AllFlavours, flavour =>
            Call(Program("cernvm"), "flavour", "compose", flavour, "--output", parameters.Flavours, "--cache", parameters.Artifacts + "/cache"));
    });

Task("Publish")
    .Description("Creates the OS repository and publishes the composed flavours, one tag a version.")
    .IsDependentOn("Flavours")
    .Does(() =>
    {
        UseSite();
        CreateRepository();
        foreach (var flavour in Parameters.AllFlavours)
            PublishFlavour(flavour);
    });

Task("Image")
    .Description("Builds the boot image into artifacts/images, with the public key of the OS repository in it.")
    .IsDependentOn("Publish")
    .Does(() =>
    {
        NeedPackages("image");
        Call(Program("cernvm"), "image", "build", "--output", parameters.Images, "--cache", parameters.Artifacts + "/cache",
            "--agent", Program("cernvm-init"), "--key", $"{Parameters.Repository}={SiteKey}");
    });

string Program(string name) => parameters.Bin + "/" + name;

string SiteKey => $"{parameters.Site}/etc/cvmfs/keys/{Parameters.Repository}.pub";

string SiteStorage => $"{parameters.Site}/srv/cvmfs";

void UseSite()
{
    System.IO.Directory.CreateDirectory(parameters.Site);
    Environment.SetEnvironmentVariable("CVMFS_ROOT_DIR", parameters.Site);
}

void CreateRepository()
{
    var settings = $"{parameters.Site}/etc/cvmfs/repositories.d/{Parameters.Repository}/server.conf";
    if (System.IO.File.Exists(settings))
    {
        RenewWhitelist();
        return;
    }

    // Debian's ping carries its rights in an extended attribute.
    Call(Program("cvmfs_server"), "mkfs", "-o", "root", "-p", "-w", $"file://{SiteStorage}/{Parameters.Repository}", "--set", "CVMFS_INCLUDE_XATTRS=true", Parameters.Repository);
}

/// A whitelist is valid for 30 days; a checkout lives longer.
void RenewWhitelist()
{
    var whitelist = $"{SiteStorage}/{Parameters.Repository}/.cvmfswhitelist";
    if (System.IO.File.GetLastWriteTimeUtc(whitelist) < DateTime.UtcNow.AddDays(-20))
        Call(Program("cvmfs_server"), "resign", Parameters.Repository);
}

/// The tag of a version names the composed tree, with its boot profile as soon as there is one (build/profile.cake).
string FlavourTag(string flavour) => $"{flavour}-{FlavourVersion($"{parameters.Flavours}/{flavour}")}";

void PublishFlavour(string flavour)
{
    var tag = FlavourTag(flavour);
    if (DescriptionOf(tag) is { } published)
    {
        if (System.IO.File.Exists(ProfileFile(tag)) && !published.EndsWith(WithProfile))
            PublishProfile(flavour, tag);
        else
            Say($"publish: {tag} is in the repository, skipped");
        return;
    }

    InTransaction(repository =>
    {
        Call("rm", "-rf", $"{repository}/{flavour}");
        Call("cp", "--archive", $"{parameters.Flavours}/{flavour}/root", $"{repository}/{flavour}");
        if (System.IO.File.Exists(ProfileFile(tag)))
            CopyProfile(tag, $"{repository}/{flavour}");
        return true;
    }, "-a", tag, "-m", TagDescription(tag));
}

/// A tag of the repository as a line for programs; null when there is none of that name.
string DescriptionOf(string tag) =>
    (Output(Program("cvmfs_server"), "tag", "-l", "-x", Parameters.Repository) ?? "").Split('\n').FirstOrDefault(line => line.StartsWith(tag + " "))?.TrimEnd();

/// Changes the tree and publishes it; a change that fails or is declined (false) is thrown away.
void InTransaction(Func<string, bool> change, params string[] publishOptions)
{
    OpenTransaction();
    var wanted = false;
    try
    {
        wanted = change($"{parameters.Site}/cvmfs/{Parameters.Repository}");
    }
    finally
    {
        if (!wanted)
            Call(Program("cvmfs_server"), "abort", "-f", Parameters.Repository);
    }

    if (wanted)
        Call(Program("cvmfs_server"), new[] { "publish" }.Concat(publishOptions).Append(Parameters.Repository).ToArray());
}

/// A transaction that a killed run left open is thrown away: the flavour is copied anew in any case.
void OpenTransaction()
{
    if (System.IO.File.Exists($"{parameters.Site}/var/spool/cvmfs/{Parameters.Repository}/in_transaction.lock"))
        Call(Program("cvmfs_server"), "abort", "-f", Parameters.Repository);
    Call(Program("cvmfs_server"), "transaction", Parameters.Repository);
}

string FlavourVersion(string folder)
{
    using var record = System.Text.Json.JsonDocument.Parse(System.IO.File.ReadAllText(folder + "/flavour.json"));
    return record.RootElement.GetProperty("version").GetString();
}
