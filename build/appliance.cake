// The appliance step by step. Every step is the command that a person would type; the commands themselves skip what has not changed.

Task("Flavours")
    .Description("Composes the flavours into artifacts/flavours.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        NeedPackages("compose");
        foreach (var flavour in Parameters.AllFlavours)
            Call(Program("cernvm"), "flavour", "compose", flavour, "--output", parameters.Flavours, "--cache", parameters.Artifacts + "/cache");
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

void PublishFlavour(string flavour)
{
    var folder = $"{parameters.Flavours}/{flavour}";
    var tag = $"{flavour}-{FlavourVersion(folder)}";
    var tags = Output(Program("cvmfs_server"), "tag", "-l", "-x", Parameters.Repository) ?? "";
    if (tags.Split('\n').Any(line => line.Split(' ')[0] == tag))
    {
        Say($"publish: {tag} is in the repository, skipped");
        return;
    }

    OpenTransaction();
    var target = $"{parameters.Site}/cvmfs/{Parameters.Repository}/{flavour}";
    try
    {
        Call("rm", "-rf", target);
        Call("cp", "--archive", folder + "/root", target);
    }
    catch (CakeException)
    {
        Call(Program("cvmfs_server"), "abort", "-f", Parameters.Repository);
        throw;
    }

    Call(Program("cvmfs_server"), "publish", "-a", tag, "-m", $"composed {tag}", Parameters.Repository);
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
