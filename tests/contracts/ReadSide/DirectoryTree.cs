using System.Text;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Contracts.Tests.ReadSide;

/// <summary>A mount, asked by system calls.</summary>
internal sealed class DirectoryTree(string place, Func<ValueTask> dispose) : IReadableTree
{
    public Task<Answer<EntryFacts>> StatusAsync(string path)
    {
        var status = DirectoryHandle.WorkingDirectory.Status(Bytes(path));
        return Task.FromResult(status.IsOk ? Answer<EntryFacts>.Of(Facts(status.Value)) : Answer<EntryFacts>.Failed(status.Error.ToString()));
    }

    public Task<Answer<IReadOnlyList<string>>> ListAsync(string path)
    {
        if (!DirectoryHandle.Open(place + path).TryGet(out var directory))
            return Task.FromResult(Answer<IReadOnlyList<string>>.Failed(DirectoryHandle.Open(place + path).Error.ToString()));
        using (directory)
        {
            var names = directory.Names();
            return Task.FromResult(names.IsOk
                ? Answer<IReadOnlyList<string>>.Of([.. names.Value.Select(Encoding.UTF8.GetString)])
                : Answer<IReadOnlyList<string>>.Failed(names.Error.ToString()));
        }
    }

    public Task<Answer<string>> ReadLinkAsync(string path)
    {
        var target = DirectoryHandle.WorkingDirectory.ReadLink(Bytes(path));
        return Task.FromResult(target.IsOk ? Answer<string>.Of(Encoding.UTF8.GetString(target.Value)) : Answer<string>.Failed(target.Error.ToString()));
    }

    public Task<Answer<byte[]>> ReadAsync(string path, long offset, int length)
    {
        var opened = DirectoryHandle.WorkingDirectory.OpenFile(Bytes(path), OpenFlags.Read);
        if (!opened.TryGet(out var file))
            return Task.FromResult(Answer<byte[]>.Failed(opened.Error.ToString()));
        using (file)
        {
            var buffer = new byte[length];
            var total = 0;
            while (total < length)
            {
                var read = file.ReadAt(buffer.AsSpan(total), offset + total);
                if (!read.IsOk)
                    return Task.FromResult(Answer<byte[]>.Failed(read.Error.ToString()));
                if (read.Value == 0)
                    break;
                total += read.Value;
            }

            return Task.FromResult(Answer<byte[]>.Of(buffer[..total]));
        }
    }

    public ValueTask DisposeAsync() => dispose();

    private static EntryFacts Facts(FileStatus status) =>
        new(KindOf(status.Kind), status.Permissions, status.LinkCount, status.Size, status.ModificationTime.Seconds, status.Inode);

    private static char KindOf(FileKind kind) => kind switch
    {
        FileKind.Directory => 'd',
        FileKind.SymbolicLink => 'l',
        FileKind.CharacterDevice => 'c',
        FileKind.BlockDevice => 'b',
        FileKind.Fifo => 'p',
        FileKind.Socket => 's',
        _ => 'f',
    };

    private byte[] Bytes(string path) => Encoding.UTF8.GetBytes(place + path);
}
