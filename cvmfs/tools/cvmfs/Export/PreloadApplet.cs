using System.Globalization;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Export.Preloading;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount;
using CernVM.Cvmfs.Pac;

namespace CernVM.Cvmfs.Tools.Export;

/// <summary><c>cvmfs_preload</c>: fills an alien cache, with the options of upstream CernVM-FS.</summary>
internal sealed class PreloadApplet : IApplet
{
    private const int Failed = 1;
    private const int UsageError = 2;
    private const int Interrupted = 130;

    private const string Usage = """
        Fills a cache directory with a repository, for machines that have no network (CVMFS_ALIEN_CACHE).

        Usage:
          cvmfs_preload -u <Stratum 0 URL> -r <alien cache directory> [options]

          -d FILE      dirtab: the paths whose catalogs are wanted; without it, everything
          -k KEYS      master public keys: files separated by ':', or a directory; without it, those of cern.ch
          -m NAME      fully qualified repository name; without it, the last part of the URL
          -n NUMBER    downloads at once (default 16)
          -t SECONDS   time-out (default 10)
          -a NUMBER    retries (default 2)
          -x DIR       folder for unfinished catalogs (default: txn in the cache)
          -v, -h       show the version and this text

        It can be repeated: only what is new is fetched. Killed anywhere, the next run goes on.
        """;

    public string Name => "cvmfs_preload";

    public string Summary => "fill an alien cache for machines without network";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments.Any(argument => argument is "-v" or "-h" or "--help" or "--version"))
        {
            Console.Out.WriteLine($"{ProductVersion.Line}\n\n{Usage}");
            return 0;
        }
        if (!TryParse(arguments, out var given, out var mistake) || Options(given, out mistake) is not { } options)
        {
            Console.Error.WriteLine($"{Name}: {mistake}\n\n{Usage}");
            return UsageError;
        }
        var keys = Directory.CreateTempSubdirectory("cvmfs_preload");
        try
        {
            return await RunAsync(options.Keys.Count > 0 ? options : options with { Keys = CernKeys.WriteTo(keys.FullName) }, cancel);
        }
        catch (OperationCanceledException)
        {
            return Complain("interrupted; the next run goes on from here.", Interrupted);
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(PreloadOptions options, CancellationToken cancel)
    {
        Console.Out.WriteLine($"CernVM-FS: preloading {options.Repository} from {options.Server} into {options.CacheDirectory}");
        var services = new ClientServices { UserAgent = $"cvmfs preload {ProductVersion.Number}", Log = Warn, ProxyScripts = new JintScriptEngine() };
        var report = await Preloader.RunAsync(options, services, Console.Out.WriteLine, cancel);
        if (!report.IsOk)
            return Complain(report.Failure.Message, Failed);
        var done = report.Value;
        Console.Out.WriteLine($"Fetched {done.Fetched} new objects out of {done.Processed} processed, {done.Catalogs} catalogs, {done.Bytes >> 10} KiB.");
        Console.Out.WriteLine($"Serving revision {done.Revision}");
        return 0;
    }

    private static void Warn(ClientLogEntry entry)
    {
        if (entry.Level >= ClientLogLevel.Warning)
            Console.Error.WriteLine($"cvmfs_preload: {entry.Message}");
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine($"cvmfs_preload: {message}");
        return exitCode;
    }

    // "-x value" or "-xvalue", as getopt(3) has it.
    private static bool TryParse(string[] arguments, out Dictionary<char, string> given, out string mistake)
    {
        given = [];
        mistake = "";
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            if (argument.Length < 2 || argument[0] != '-' || !"urkmxdnta".Contains(argument[1], StringComparison.Ordinal))
                mistake = $"'{argument}' is no option.";
            else if (argument.Length > 2)
                given[argument[1]] = argument[2..];
            else if (index + 1 < arguments.Length)
                given[argument[1]] = arguments[++index];
            else
                mistake = $"the option {argument} needs a value.";
            if (mistake.Length > 0)
                return false;
        }
        return true;
    }

    private static PreloadOptions? Options(Dictionary<char, string> given, out string mistake)
    {
        mistake = "";
        foreach (var needed in "ur".Where(needed => !given.ContainsKey(needed)))
            mistake = $"the option -{needed} is needed.";
        if (mistake.Length > 0)
            return null;
        if (!Uri.TryCreate(given['u'].TrimEnd('/'), UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https" or "file"))
            mistake = $"-u '{given['u']}' is no URL; write http://server/cvmfs/REPOSITORY.";
        var name = given.GetValueOrDefault('m') ?? given['u'].TrimEnd('/').Split('/')[^1];
        if (!RepositoryName.TryParse(name, out var repository))
            mistake = $"'{name}' is no repository name; give it with -m.";
        var defaults = new { Parallel = 16, Timeout = 10, Retries = 2 };
        var parallel = Number(given, 'n', defaults.Parallel, ref mistake);
        var timeout = Number(given, 't', defaults.Timeout, ref mistake);
        var retries = Number(given, 'a', defaults.Retries, ref mistake);
        return mistake.Length > 0 ? null : new PreloadOptions
        {
            Server = server!,
            Repository = repository,
            CacheDirectory = Path.GetFullPath(given['r']),
            Keys = given.GetValueOrDefault('k')?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [],
            TemporaryDirectory = given.GetValueOrDefault('x') is { } temporary ? Path.GetFullPath(temporary) : null,
            DirtabFile = given.GetValueOrDefault('d'),
            Parallel = parallel,
            Timeout = TimeSpan.FromSeconds(timeout),
            Retries = retries,
        };
    }

    private static int Number(Dictionary<char, string> given, char option, int otherwise, ref string mistake)
    {
        const int Most = 1024;
        if (!given.TryGetValue(option, out var text))
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Most)
            return number;
        mistake = $"-{option} '{text}' is no number up to {Most}.";
        return otherwise;
    }
}
