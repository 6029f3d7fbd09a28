using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CernVM.Cvmfs.Services.Tests;

public class RepositoryWebServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(ServedFolder.ObjectPath, "application/octet-stream", 259200)]
    [InlineData(ServedFolder.ObjectPath + "C", "application/octet-stream", 259200)]
    [InlineData(".cvmfspublished", "application/x-cvmfs", 61)]
    [InlineData(".cvmfs_status.json", "application/x-cvmfs", 61)]
    [InlineData("../info/v1/repositories.json", "application/json", 61)]
    public async Task Headers_follow_the_format(string path, string type, int lifetime)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.Client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(lifetime), response.Headers.CacheControl?.MaxAge);
        Assert.Equal(lifetime, (response.Content.Headers.Expires - response.Headers.Date)?.TotalSeconds ?? 0, 2.0);
        Assert.Null(response.Headers.ETag);
        Assert.Null(response.Content.Headers.LastModified);
        Assert.Empty(response.Headers.Server);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    [InlineData("bytes=2-4", "234", "bytes 2-4/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=7-99", "789", "bytes 7-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-30", "0123456789", "bytes 0-9/10")]
    public async Task One_range_is_answered_with_that_part(string range, string body, string contentRange)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await GetRangeAsync(served, range, ServedFolder.ObjectPath);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(contentRange, response.Content.Headers.ContentRange?.ToString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("bytes=10-", ServedFolder.ObjectPath, 10)]
    [InlineData("bytes=-0", ServedFolder.ObjectPath, 10)]
    [InlineData("bytes=99999999999999999999-", ServedFolder.ObjectPath, 10)]
    [InlineData("bytes=0-", "data/00/empty", 0)]
    public async Task A_range_behind_the_end_is_refused(string range, string path, long length)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await GetRangeAsync(served, range, path);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal(length, response.Content.Headers.ContentRange?.Length);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("bytes=4-2")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=-")]
    [InlineData("bytes=")]
    [InlineData("bytes=+1-2")]
    [InlineData("lines=0-1")]
    public async Task A_range_that_cannot_be_read_is_ignored(string range)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await GetRangeAsync(served, range, ServedFolder.ObjectPath);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(ServedFolder.ObjectText, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact(Timeout = 60_000)]
    public async Task If_range_never_holds_and_head_ignores_ranges()
    {
        await using var served = await ServedFolder.StartAsync();
        using var conditional = new HttpRequestMessage(HttpMethod.Get, ServedFolder.ObjectPath);
        conditional.Headers.Range = new RangeHeaderValue(0, 1);
        conditional.Headers.TryAddWithoutValidation("If-Range", "\"tag\"");
        using var head = new HttpRequestMessage(HttpMethod.Head, ServedFolder.ObjectPath);
        head.Headers.Range = new RangeHeaderValue(0, 1);

        using var whole = await served.Client.SendAsync(conditional, Cancel);
        using var headers = await served.Client.SendAsync(head, Cancel);

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(HttpStatusCode.OK, headers.StatusCode);
        Assert.Equal(10, headers.Content.Headers.ContentLength);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task Only_get_and_head_are_allowed(string method)
    {
        await using var served = await ServedFolder.StartAsync();

        using var response = await served.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), ".cvmfspublished"), Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/")]
    [InlineData("/cvmfs")]
    [InlineData("/cvmfs/")]
    [InlineData("/cvmfs/test.example.org")]
    [InlineData("/cvmfs/test.example.org/")]
    [InlineData("/cvmfs/test.example.org/data")]
    [InlineData("/cvmfs/test.example.org/data/")]
    [InlineData("/cvmfs/test.example.org/data/txn/upload")]
    [InlineData("/cvmfs/test.example.org/data/./txn/upload")]
    [InlineData("/cvmfs/test.example.org/data//txn/upload")]
    [InlineData("/cvmfs/test.example.org/data/%74xn/upload")]
    [InlineData("/cvmfs/test.example.org/nothing")]
    [InlineData("/cvmfs/test.example.org/.cvmfspublished/x")]
    [InlineData("/cvmfs/test.example.org/../outside")]
    [InlineData("/cvmfs/test.example.org/%2e%2e/outside")]
    [InlineData("/cvmfs/test.example.org/..%2foutside")]
    [InlineData("/cvmfs/test.example.org/%252e%252e/outside")]
    [InlineData("/cvmfs/../cvmfs/outside")]
    [InlineData("/cvmfs/test.example.org/link")]
    [InlineData("/cvmfs/test.example.org/folder/outside")]
    [InlineData("/cvmfs/test.example.org/staged")]
    [InlineData("/cvmfs/test.example.org/loop")]
    public async Task What_must_not_be_seen_is_not_found(string target)
    {
        await using var served = await ServedFolder.StartAsync();
        var repository = Path.Combine(served.Root, ServedFolder.Repository);
        File.CreateSymbolicLink(Path.Combine(repository, "link"), "../outside");
        File.CreateSymbolicLink(Path.Combine(repository, "folder"), served.Root);
        File.CreateSymbolicLink(Path.Combine(repository, "staged"), "data/txn/upload");
        File.CreateSymbolicLink(Path.Combine(repository, "loop"), "loop");

        var status = await served.SendRawAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.Equal("HTTP/1.1 404 Not Found", status);
    }

    [Fact(Timeout = 60_000)]
    public async Task Links_inside_a_repository_and_a_linked_repository_are_followed()
    {
        await using var served = await ServedFolder.StartAsync();
        File.CreateSymbolicLink(Path.Combine(served.Root, ServedFolder.Repository, ".cvmfsalt-x"), ServedFolder.ObjectPath);
        File.CreateSymbolicLink(Path.Combine(served.Root, "alias.example.org"), ServedFolder.Repository);

        Assert.Equal(ServedFolder.ObjectText, await served.Client.GetStringAsync(".cvmfsalt-x", Cancel));
        Assert.Equal(ServedFolder.ObjectText, await served.Client.GetStringAsync("../alias.example.org/" + ServedFolder.ObjectPath, Cancel));
    }

    [Fact(Timeout = 60_000)]
    public async Task Headers_without_end_are_refused()
    {
        await using var served = await ServedFolder.StartAsync();
        var many = string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-{i}: y\r\n"));

        Assert.Contains(" 431 ", await served.SendRawAsync($"GET /cvmfs/ HTTP/1.1\r\nHost: x\r\n{many}\r\n"), StringComparison.Ordinal);
        Assert.Contains(" 414 ", await served.SendRawAsync($"GET /cvmfs/{new string('a', 9000)} HTTP/1.1\r\nHost: x\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Requests_are_counted_by_kind_and_logged()
    {
        await using var served = await ServedFolder.StartAsync();
        await served.Client.GetStringAsync(".cvmfspublished", Cancel);
        await served.Client.GetStringAsync(ServedFolder.ObjectPath + "C", Cancel);
        (await served.Client.GetAsync("data/00/none", Cancel)).Dispose();
        await served.Server.DisposeAsync();

        Assert.Equal(3, served.Server.Counters.Requests);
        Assert.Equal(1, served.Server.Counters.Errors);
        Assert.Equal(8, served.Server.Counters.BytesOf(ServedKind.Manifest));
        Assert.Equal(7, served.Server.Counters.BytesOf(ServedKind.Catalog));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(served.CountersFile, Cancel));
        Assert.Equal(15, json.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(1, json.RootElement.GetProperty("kinds").GetProperty("catalog").GetProperty("requests").GetInt64());
        var lines = await File.ReadAllLinesAsync(served.LogFile, Cancel);
        Assert.Equal(3, lines.Length);
        Assert.Contains("GET /cvmfs/test.example.org/data/00/none 404 0 ", lines[2], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_storage_folder_is_served_as_one_repository()
    {
        await using var served = await ServedFolder.StartAsync();
        await using var single = await RepositoryWebServer.StartAsync(
            new WebServerSettings { Listen = new IPEndPoint(IPAddress.Loopback, 0), Root = Path.Combine(served.Root, ServedFolder.Repository) },
            Cancel);

        Assert.Equal("manifest", await served.Client.GetStringAsync(new Uri(single.BaseUrl, "any.example.org/.cvmfspublished"), Cancel));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_large_file_arrives_unchanged()
    {
        await using var served = await ServedFolder.StartAsync();
        var bytes = new byte[3_000_001];
        new Random(7).NextBytes(bytes);
        await File.WriteAllBytesAsync(Path.Combine(served.Root, ServedFolder.Repository, "data/00/large"), bytes, Cancel);

        Assert.Equal(bytes, await served.Client.GetByteArrayAsync("data/00/large", Cancel));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_in_use_and_a_missing_folder_are_said_in_one_message()
    {
        await using var served = await ServedFolder.StartAsync();
        var taken = new IPEndPoint(IPAddress.Loopback, served.Server.BaseUrl.Port);

        var inUse = await Assert.ThrowsAsync<WebServerException>(
            () => RepositoryWebServer.StartAsync(new WebServerSettings { Listen = taken, Root = served.Root }, Cancel));
        var missing = await Assert.ThrowsAsync<WebServerException>(
            () => RepositoryWebServer.StartAsync(new WebServerSettings { Listen = taken, Root = "/no/such/folder" }, Cancel));

        Assert.Contains($"{taken} is in use", inUse.Message, StringComparison.Ordinal);
        Assert.Contains("'/no/such/folder' does not exist", missing.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> GetRangeAsync(ServedFolder served, string range, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Range", range);
        return served.Client.SendAsync(request, Cancel);
    }
}
