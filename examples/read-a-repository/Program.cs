using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;

// Prints a file, a directory or a symbolic link of a repository:
//   ReadARepository URL MASTER-KEY CACHE PATH
if (args is not [var url, var key, var cache, var wanted] || !RepositoryPath.TryParse(wanted, out var path))
{
    Console.Error.WriteLine("Usage: ReadARepository URL MASTER-KEY CACHE-DIRECTORY PATH");
    return 2;
}

var settings = new ClientSettings
{
    Repository = RepositoryName.Parse(url.TrimEnd('/').Split('/')[^1]),
    Network = new NetworkSettings { Servers = [new Uri(url)], Proxies = ProxyList.Direct },
    Cache = new CacheSettings { Directory = Path.GetFullPath(cache), Workspace = Path.GetFullPath(cache) },
    Trust = new TrustSettings { PublicKeyFiles = [key] },
};
using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    end.Cancel();
};

var opened = await RepositoryClient.OpenAsync(settings, new ClientServices { Log = Warn }, end.Token);
if (!opened.IsOk)
    return Fail(opened.Failure);
await using var client = opened.Value;

var found = await client.ResolveAsync(path, end.Token);
if (!found.IsOk)
    return Fail(found.Failure);
return found.Value.Entry.IsDirectory ? await ListAsync(found.Value) : await PrintAsync(found.Value);

async Task<int> ListAsync(RepositoryNode directory)
{
    var entries = new List<RepositoryNode>();
    var listed = await client.ListAsync(directory, entries, end.Token);
    if (!listed.IsOk)
        return Fail(listed.Failure);
    foreach (var entry in entries.OrderBy(entry => entry.Path))
    {
        var name = Encoding.UTF8.GetString(entry.Entry.Name.Span);
        var target = entry.Entry.IsSymlink ? $" -> {Encoding.UTF8.GetString(entry.SymlinkTarget.Span)}" : "";
        Console.WriteLine($"{Convert.ToString(entry.Entry.Mode, 8)} {entry.Size,10} {name}{target}");
        foreach (var (attribute, value) in entry.Attributes.Pairs)
            Console.WriteLine($"    {attribute} = {Encoding.UTF8.GetString(value.Span)}");
    }

    return 0;
}

async Task<int> PrintAsync(RepositoryNode file)
{
    var content = await client.OpenFileAsync(file, end.Token);
    if (!content.IsOk)
        return Fail(content.Failure);
    using var open = content.Value;
    await using var output = Console.OpenStandardOutput();
    await open.AsStream().CopyToAsync(output, end.Token);
    return 0;
}

static int Fail(ClientFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}

static void Warn(ClientLogEntry entry)
{
    if (entry.Level >= ClientLogLevel.Warning)
        Console.Error.WriteLine(entry.Message);
}
