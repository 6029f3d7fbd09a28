namespace CernVM.Cvmfs.Client;

/// <summary>
/// Number of an entry: its row in its catalog plus that catalog's offset (formats §7.10). One number always means the same row of the same catalog
/// object as long as the client runs, whether or not that catalog is open or still part of the current revision.
/// </summary>
public readonly record struct Inode(ulong Number)
{
    /// <summary>The first number that is handed out: the original keeps 0 to 255 free.</summary>
    public const ulong First = 256;

    /// <inheritdoc/>
    public override string ToString() => Number.ToString();
}
