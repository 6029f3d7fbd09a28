using CernVM.Cvmfs.Client;
using CernVM.Functional.Network.Tests.Harness;

namespace CernVM.Functional.Network.Tests;

/// <summary>Every fault on every kind of request, with a sound server behind: the client ends there with right bytes.</summary>
public sealed class FaultFailoverTests
{
    [Theory(Timeout = 120_000)]
    [MemberData(nameof(FaultTable.Kinds), MemberType = typeof(FaultTable))]
    public async Task A_sound_server_behind_makes_it_good(RequestKind kind, ClientFailureKind wrongContent)
    {
        Repository.Require();
        var expected = await TrueContentAsync(FaultTable.FileFor(kind));
        await Task.WhenAll(FaultTable.Rows(wrongContent).Select(async row =>
        {
            await using var bad = new FaultyServer(kind, row.Fault);
            await using var good = new FaultyServer();
            await using var client = new TestClient();
            await client.MustOpenAsync($"{bad.Url};{good.Url}");
            var read = await client.ReadAsync(FaultTable.FileFor(kind));
            Assert.True(read.IsOk, $"{row.Fault} of {kind}: {(read.IsOk ? "" : read.Failure)}");
            Assert.Equal(expected, read.Value);
            Assert.Equal($"127.0.0.1:{good.Port}", client.ActiveServer);
        }));
    }

    private static async Task<byte[]> TrueContentAsync(string path)
    {
        await using var client = new TestClient();
        await client.MustOpenAsync("file://" + Path.GetFullPath(Repository.Storage));
        return (await client.ReadAsync(path)).Value;
    }
}
