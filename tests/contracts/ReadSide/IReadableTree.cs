namespace CernVM.Contracts.Tests.ReadSide;

/// <summary>A repository as its readers see it, whoever shows it. Failures are named as errno is; paths start with a slash.</summary>
public interface IReadableTree : IAsyncDisposable
{
    /// <summary>What lstat says.</summary>
    Task<Answer<EntryFacts>> StatusAsync(string path);

    /// <summary>Names in a directory, without <c>.</c> and <c>..</c>.</summary>
    Task<Answer<IReadOnlyList<string>>> ListAsync(string path);

    /// <summary>Where a symbolic link points.</summary>
    Task<Answer<string>> ReadLinkAsync(string path);

    /// <summary>Bytes of a file from an offset on, at most so many.</summary>
    Task<Answer<byte[]>> ReadAsync(string path, long offset, int length);
}

/// <summary>A value, or the name of an error: <c>ENOENT</c>.</summary>
public readonly record struct Answer<T>(T? Value, string? Error)
{
    public static Answer<T> Of(T value) => new(value, null);

    public static Answer<T> Failed(string error) => new(default, error);
}

/// <summary>What every reader must say of an entry.</summary>
public sealed record EntryFacts(char Kind, uint Permissions, uint LinkCount, long Size, long ModificationTime, ulong Inode);
