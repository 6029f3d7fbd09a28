using System.CommandLine;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>stat</c>: the counters of a mount, in one line with the columns of the original or as sentences.</summary>
internal static class StatCommand
{
    private const string Header =
        "VERSION PID UPTIME(M) MEM(K) REVISION EXPIRES(M) NOCATALOGS CACHEUSE(K) CACHEMAX(K) NOFDUSE NOFDMAX NOIOERR NOOPEN HITRATE(%) RX(K) SPEED(K/S) HOST PROXY ONLINE";

    public static Command Create()
    {
        var verbose = new Option<bool>("-v") { Description = "In sentences." };
        var json = JsonOutput.Option();
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all mounted ones when none is named." };
        var command = new Command("stat", "Print the counters of mounted repositories.") { verbose, json, names };
        command.SetAction((parsed, cancel) => parsed.GetValue(json)
            ? PrintJsonAsync(parsed.GetValue(names) ?? [], cancel)
            : RunAsync(parsed.GetValue(names) ?? [], parsed.GetValue(verbose), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, bool verbose, CancellationToken cancel)
    {
        var exit = 0;
        foreach (var (name, place) in Chosen(names))
        {
            if (place is null)
            {
                Console.Out.WriteLine($"{name} not mounted");
                exit = 1;
                continue;
            }
            if (names.Length != 1)
                Console.Out.WriteLine($"\nRunning {ConfigApplet.CalledAs} stat {name}:");
            var values = await MountCounters.ReadAsync(place, cancel);
            Console.Out.WriteLine(verbose ? Sentences(values) : $"{Header}\n{string.Join(' ', Columns(values))}");
        }
        return exit;
    }

    private static async Task<int> PrintJsonAsync(string[] names, CancellationToken cancel)
    {
        var objects = new List<IEnumerable<(string, string?)>>();
        var exit = 0;
        foreach (var (name, place) in Chosen(names))
        {
            exit |= place is null ? 1 : 0;
            if (place is not null)
                objects.Add([("repository", name), ("mountpoint", place), .. Header.Split(' ').Zip(Columns(await MountCounters.ReadAsync(place, cancel)))]);
        }
        JsonOutput.PrintList(objects);
        return exit;
    }

    private static IEnumerable<(string Name, string? Place)> Chosen(string[] names) => names.Length == 0
        ? MountedClients.Places().Select(place => (MountedClients.Attribute(place, "user.fqrn") ?? place, (string?)place))
        : ConfiguredRepositories.Of(names).Select(name => (name.ToString(), MountedClients.PlaceOf(name.ToString())));

    private static string[] Columns(MountCounters values) =>
    [
        values["version"], values["pid"], values["uptime"], values.Memory, values["revision"], values["expires"], values["nclg"],
        values.CacheUse, values.CacheMaximum, values["usedfd"], values["maxfd"], values["nioerr"], values["nopen"], values["hitrate"], values["rx"],
        values["speed"], values["host"], values["proxy"], values.IsOnline ? "1" : "0",
    ];

    private static string Sentences(MountCounters values) => $"""
        Version: {values["version"]}
        PID: {values["pid"]}
        Uptime: {values["uptime"]} minutes
        Memory Usage: {values.Memory}k
        File Catalog Revision: {values["revision"]} (expires in {values["expires"]} minutes)
        File Catalog ID: {values["root_hash"]}
        No. Active File Catalogs: {values["nclg"]}
        Cache Usage: {values.CacheUse}k / {values.CacheMaximum}k
        File Descriptor Usage: {values["usedfd"]} / {values["maxfd"]}
        No. Open Directories: {values["useddirp"]}
        No. IO Errors: {values["nioerr"]}
        Connection: {values["host"]} through proxy {values["proxy"]} ({(values.IsOnline ? "online" : "offline")})
        Usage: {values["nopen"]} open() calls (hitrate {values["hitrate"]}%), {values["ndiropen"]} opendir() calls
        Transfer Statistics: {values["rx"]}k read, avg. speed: {values["speed"]}k/s
        """;
}
