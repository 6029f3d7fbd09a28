using System.Text;
using CernVM.Cvmfs.Client;

namespace CernVM.Contracts.Tests.ReadSide;

/// <summary>The client as a library, without a mount.</summary>
internal sealed class LibraryTree(RepositoryClient client, string folder) : IReadableTree
{
    private const uint PermissionMask = 0xFFF;

    public async Task<Answer<EntryFacts>> StatusAsync(string path)
    {
        var node = await FindAsync(path);
        if (!node.IsOk)
            return Answer<EntryFacts>.Failed(NameOf(node.Failure));
        var entry = node.Value.Entry;
        return Answer<EntryFacts>.Of(new EntryFacts(
            KindOf(entry.Mode), entry.Mode & PermissionMask, entry.LinkCount, (long)node.Value.Size, entry.ModificationTime, node.Value.Inode.Number));
    }

    public async Task<Answer<IReadOnlyList<string>>> ListAsync(string path)
    {
        var node = await FindAsync(path);
        if (!node.IsOk)
            return Answer<IReadOnlyList<string>>.Failed(NameOf(node.Failure));
        var entries = new List<RepositoryNode>();
        var listed = await client.ListAsync(node.Value, entries, TestContext.Current.CancellationToken);
        return listed.IsOk
            ? Answer<IReadOnlyList<string>>.Of([.. entries.Select(entry => Encoding.UTF8.GetString(entry.Entry.Name.Span))])
            : Answer<IReadOnlyList<string>>.Failed(NameOf(listed.Failure));
    }

    public async Task<Answer<string>> ReadLinkAsync(string path)
    {
        var node = await FindAsync(path);
        if (!node.IsOk)
            return Answer<string>.Failed(NameOf(node.Failure));
        return node.Value.Entry.IsSymlink ? Answer<string>.Of(Encoding.UTF8.GetString(node.Value.SymlinkTarget.Span)) : Answer<string>.Failed("EINVAL");
    }

    public async Task<Answer<byte[]>> ReadAsync(string path, long offset, int length)
    {
        var node = await FindAsync(path);
        if (!node.IsOk)
            return Answer<byte[]>.Failed(NameOf(node.Failure));
        var opened = await client.OpenFileAsync(node.Value, TestContext.Current.CancellationToken);
        if (!opened.IsOk)
            return Answer<byte[]>.Failed(NameOf(opened.Failure));
        using var file = opened.Value;
        var buffer = new byte[length];
        var read = await file.ReadAsync(offset, buffer, TestContext.Current.CancellationToken);
        return read.IsOk ? Answer<byte[]>.Of(buffer[..read.Value]) : Answer<byte[]>.Failed(NameOf(read.Failure));
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // Name by name, as a kernel walks a path.
    private async ValueTask<ClientResult<RepositoryNode>> FindAsync(string path)
    {
        var node = client.Root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = await client.LookupAsync(node, Encoding.UTF8.GetBytes(name), TestContext.Current.CancellationToken);
            if (!next.IsOk)
                return next;
            node = next.Value;
        }

        return node;
    }

    private static string NameOf(ClientFailure failure) => failure.Kind switch
    {
        ClientFailureKind.NotFound => "ENOENT",
        ClientFailureKind.NotADirectory => "ENOTDIR",
        ClientFailureKind.NotAFile => "EISDIR",
        _ => failure.ToString(),
    };

    private static char KindOf(uint mode) => (mode & 0xF000) switch { 0x4000 => 'd', 0xA000 => 'l', 0x2000 => 'c', 0x6000 => 'b', 0x1000 => 'p', 0xC000 => 's', _ => 'f' };
}
