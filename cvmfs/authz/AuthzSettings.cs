using System.Globalization;
using System.Text.RegularExpressions;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Authz;

/// <summary>Where the helper program is, and what it is told at its start.</summary>
internal sealed partial record AuthzSettings
{
    private const string Prefix = "CVMFS_AUTHZ_";
    private const string DefaultSearchPath = "/usr/libexec/cvmfs/authz";

    /// <summary>The repository.</summary>
    public required string Repository { get; init; }

    /// <summary>The program, or null to find it by the requirement's schema.</summary>
    public string? Helper { get; init; }

    /// <summary>Folder of helpers.</summary>
    public string SearchPath { get; init; } = DefaultSearchPath;

    /// <summary>The helper's whole environment: all <c>CVMFS_AUTHZ_X</c> as <c>X</c>, and the mark that it is called by a client.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>0 to 7 for local0 to local7, else -1.</summary>
    public int SyslogFacility { get; init; } = -1;

    /// <summary>1 debug, 2 information, 3 notice.</summary>
    public int SyslogLevel { get; init; } = 3;

    /// <summary>Debug log, or null.</summary>
    public string? DebugLog { get; init; }

    public static AuthzSettings Of(ClientSettings settings)
    {
        var environment = settings.Variables.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(variable => variable.Key[Prefix.Length..], variable => variable.Value, StringComparer.Ordinal);
        environment["CVMFS_AUTHZ_HELPER"] = "yes";
        return new AuthzSettings
        {
            Repository = settings.Repository.ToString(),
            Helper = settings["CVMFS_AUTHZ_HELPER"] is { Length: > 0 } helper ? helper : null,
            SearchPath = settings["CVMFS_AUTHZ_SEARCH_PATH"] is { Length: > 0 } path ? path : DefaultSearchPath,
            Environment = environment,
            SyslogFacility = Number(settings["CVMFS_SYSLOG_FACILITY"], 0, 7) ?? -1,
            SyslogLevel = Number(settings["CVMFS_SYSLOG_LEVEL"], 1, 3) ?? 3,
            DebugLog = settings["CVMFS_DEBUGLOG"] is { Length: > 0 } log ? log : null,
        };
    }

    /// <summary>The program for a requirement <c>schema%text</c>; null when the schema is no word of letters, digits, '-', '_' and '.'.</summary>
    public string? HelperFor(string membership)
    {
        if (Helper is not null)
            return Helper;
        var schema = membership.Split('%', 2)[0];
        return Schema().IsMatch(schema) ? Path.Combine(SearchPath, $"cvmfs_{schema}_helper") : null;
    }

    private static int? Number(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Schema();
}
