namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>The files of a repository's spool directory (formats §12.3).</summary>
public sealed record SpoolDirectory(string Path)
{
    /// <summary>Mount point of the read-only client.</summary>
    public string ReadOnlyMount => Join("rdonly");

    /// <summary>Upper directory of the union mount.</summary>
    public string Scratch => Join("scratch/current");

    /// <summary>Former upper directories that are being deleted.</summary>
    public string WasteBin => Join("scratch/wastebin");

    /// <summary>Work directory of overlayfs.</summary>
    public string OverlayWork => Join("ofs_workdir");

    /// <summary>Temporary files of a running publish; whatever a killed one left is deleted by the next.</summary>
    public string Temporary => Join("tmp");

    /// <summary>Cache of the read-only client.</summary>
    public string Cache => Join("cache");

    /// <summary>The revision that the read-only client shows.</summary>
    public string ClientLocal => Join("client.local");

    /// <summary>Exists while a transaction is open.</summary>
    public string TransactionLock => Join("in_transaction.lock");

    /// <summary>Held by the process that publishes.</summary>
    public string PublishLock => Join("is_publishing.lock");

    /// <summary>Hash of the reflog file as last written.</summary>
    public string ReflogChecksum => Join("reflog.chksum");

    /// <summary>Creates all directories.</summary>
    public void Create()
    {
        foreach (var directory in new[] { ReadOnlyMount, Scratch, WasteBin, OverlayWork, Temporary, Cache })
            Directory.CreateDirectory(directory);
    }

    /// <summary>Deletes what a killed run left behind.</summary>
    public void CleanTemporary()
    {
        Directory.CreateDirectory(Temporary);
        foreach (var left in Directory.EnumerateFileSystemEntries(Temporary))
            FileTree.Delete(left);
    }

    private string Join(string name) => System.IO.Path.Combine(Path, name);
}
