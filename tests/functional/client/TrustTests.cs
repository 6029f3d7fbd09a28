using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>What is not signed or not intact is never shown.</summary>
public class TrustTests
{
    private const string SomeFile = "/hello.txt";

    [Fact(Timeout = 60_000)]
    public async Task A_foreign_key_is_refused()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, $"CVMFS_PUBLIC_KEY={Interop.Tagged.PublicKey}");

        var result = await mount.TryMountAsync();

        Assert.Equal(15, result.ExitCode);
        Assert.Contains("whitelist", result.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.False(mount.IsMounted);
        Assert.Equal(0, server.Requests.Count(path => path.EndsWith('C')));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_repository_under_another_name_is_refused()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(
            Interop.Basic with { Fqrn = Interop.Tagged.Fqrn, Folder = Interop.Tagged.Folder }, server.Url);

        var result = await mount.TryMountAsync();

        Assert.Equal(15, result.ExitCode);
        Assert.Contains(Interop.Basic.Fqrn, result.Errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_corrupted_object_is_an_error_and_named_in_the_log()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var hash = await mount.XattrAsync("user.hash", SomeFile);
        server.Corrupted[$"data/{hash[..2]}/{hash[2..]}"] = true;

        var result = await Command.RunAsync("cat", mount.MountPoint + SomeFile);

        Assert.Equal("", result.Output);
        Assert.Contains("Input/output error", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"data/{hash[..2]}/{hash[2..]}", mount.Log(), StringComparison.Ordinal);

        server.Corrupted.Clear();
        var healed = await Command.RequireAsync("sha256sum", mount.MountPoint + SomeFile);
        Assert.StartsWith(Interop.Basic.Expected()[SomeFile].Sha256, healed, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_corrupted_catalog_hides_only_its_subtree()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url);
        await mount.MountAsync();
        var root = Interop.Basic.Manifest('C');
        foreach (var catalog in Directory.EnumerateFiles(Interop.Basic.Storage, "*C", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Interop.Basic.Storage, catalog);
            server.Corrupted.TryAdd(path, true);
        }
        server.Corrupted.TryRemove($"data/{root[..2]}/{root[2..]}C", out _);

        var nested = await Command.RunAsync("ls", mount.MountPoint + "/hardlinks/nested");
        var plain = await Command.RunAsync("cat", mount.MountPoint + SomeFile);

        Assert.NotEqual(0, nested.ExitCode);
        Assert.Contains("Input/output error", nested.Errors, StringComparison.Ordinal);
        Assert.Equal(0, plain.ExitCode);
    }
}
