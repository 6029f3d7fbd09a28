/// What the caller asked for and where things go. Every path is below the checkout.
public sealed class Parameters
{
    public const string Repository = "os.cernvm.local";

    public static readonly string[] AllFlavours = { "debian12", "debian13" };

    public Parameters(ICakeContext context)
    {
        Target = context.Argument("target", "Default");
        Flavour = context.Argument("flavour", "debian13");
        Interactive = context.HasArgument("interactive");
        Memory = context.Argument("memory", "1024");
        Only = context.Argument("only", "");
        RoundTrip = context.Argument("round-trip", 0);
        Record = context.HasArgument("record");
        Root = context.MakeAbsolute(context.Directory(".")).FullPath;
        if (!AllFlavours.Contains(Flavour))
            throw new CakeException($"--flavour={Flavour} is not a flavour of os-flavours/. Choose one of: {string.Join(", ", AllFlavours)}.");
    }

    public string Target { get; }

    public string Flavour { get; }

    public bool Interactive { get; }

    /// Guest memory in MiB.
    public string Memory { get; }

    /// For Test: run only the test projects whose path contains this text.
    public string Only { get; }

    /// For Run: milliseconds that a relay adds to every exchange of the guest with the server; 0 for no relay.
    public int RoundTrip { get; }

    /// For Run and Profile: record a boot profile although there is one.
    public bool Record { get; }

    public string Root { get; }

    public string Artifacts => Root + "/artifacts";

    public string Bin => Artifacts + "/bin";

    public string Flavours => Artifacts + "/flavours";

    public string Images => Artifacts + "/images";

    /// The publisher's places (/srv/cvmfs, /etc/cvmfs, /var/spool/cvmfs) below one folder, so that nothing of the system is touched.
    public string Site => Artifacts + "/site";

    /// Boot profiles of flavour versions, each under the name of its tag.
    public string Profiles => Artifacts + "/profiles";

    public string Stamps => Artifacts + "/stamps";

    public string Guests => Artifacts + "/guests";
}

var parameters = new Parameters(Context);
Environment.SetEnvironmentVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
Environment.SetEnvironmentVariable("DOTNET_NOLOGO", "1");
Environment.SetEnvironmentVariable("MSBUILDTERMINALLOGGER", "off");
