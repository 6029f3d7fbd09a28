using CernVM.Bootloader.Agent.CommandLine;
using CernVM.Contexts.Model.MicroContexts;

namespace CernVM.Bootloader.Agent.Settings;

/// <summary>Which OS is booted and where it comes from: user-data over kernel command line over defaults (appliance facts §§1.4, 1.7, 1.10).</summary>
/// <param name="Repository">Fully qualified name.</param>
/// <param name="Path">Directory of the repository without slashes around it; empty for its root.</param>
/// <param name="Tag">Named snapshot; null for the newest revision.</param>
/// <param name="ServerUrls">Complete URLs of the repository, in order of preference.</param>
/// <param name="Proxy">In the grammar of CVMFS_HTTP_PROXY.</param>
/// <param name="Notes">What was asked for and cannot be obeyed.</param>
internal sealed record BootSettings(
    string Repository, string Path, string? Tag, IReadOnlyList<string> ServerUrls, string Proxy, IReadOnlyList<string> Notes)
{
    /// <summary>Name of the access profile that is recorded from the mount on; null for none.</summary>
    public string? RecordProfile { get; init; }

    private const string DefaultRepository = "cernvm-devel.cern.ch";
    private const string DefaultServer = "hepvm.cern.ch";
    private const string DefaultPath = "cvm3";
    private static readonly char[] Separators = [',', ';'];

    /// <summary>Joins the two sources.</summary>
    public static BootSettings Of(BootOptions options, MicroContext context)
    {
        var notes = new List<string>();
        string repository = context.Repository ?? options.Repository ?? DefaultRepository;
        IReadOnlyList<string> urls = options.Url is { } complete && context.Servers is null && context.CdnHosts is not { Count: > 0 }
            ? List(complete).Select(url => url.Replace("@fqrn@", repository, StringComparison.Ordinal)).ToList()
            : [.. Hosts(options, context).Select(host => Url(host, repository))];
        return new BootSettings(
            repository,
            (context.Path ?? options.Path ?? DefaultPath).Trim('/'),
            context.Tag ?? options.Tag,
            urls,
            Proxies(context.HttpProxy ?? options.Proxy, notes),
            notes)
        {
            RecordProfile = context.RecordProfile,
        };
    }

    private static IReadOnlyList<string> Hosts(BootOptions options, MicroContext context)
    {
        if (context.CdnHosts is { Count: > 0 } chosen)
            return chosen;
        // A server or a proxy chosen by the user means that the image's CDN is not wanted.
        bool useCdn = context.Servers is null && context.HttpProxy is null && context.CdnHosts is null;
        if (useCdn && List(options.Cdn) is { Count: > 0 } cdn && !(cdn is [var only] && only.Equals("NONE", StringComparison.OrdinalIgnoreCase)))
            return cdn;
        return context.Servers ?? (List(options.Server) is { Count: > 0 } servers ? servers : [DefaultServer]);
    }

    private static string Url(string host, string repository) =>
        host.Contains("://", StringComparison.Ordinal)
            ? host.Replace("@fqrn@", repository, StringComparison.Ordinal)
            : $"http://{host}/cvmfs/{repository}";

    private static string Proxies(string? asked, List<string> notes)
    {
        if (asked is null)
            return "DIRECT";
        string[] groups = asked.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] known = [.. groups.Where(group => !group.Equals("auto", StringComparison.OrdinalIgnoreCase))];
        if (known.Length < groups.Length)
            notes.Add("proxy 'auto' (discovery by PAC files) is not acted on yet: its place in the proxy list is left out");
        return known.Length == 0 ? "DIRECT" : string.Join(';', known);
    }

    // Published CDN lists mix commas and semicolons.
    private static List<string> List(string? text) =>
        [.. (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
