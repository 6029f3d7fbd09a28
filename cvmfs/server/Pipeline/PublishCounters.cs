namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>What one publish did. Sizes in bytes.</summary>
public sealed record PublishCounters
{
    /// <summary>Regular files, symlinks and special files that are new.</summary>
    public long FilesAdded { get; init; }

    /// <summary>Files whose content or attributes changed.</summary>
    public long FilesChanged { get; init; }

    /// <summary>Files that are gone.</summary>
    public long FilesRemoved { get; init; }

    /// <summary>Directories that are new.</summary>
    public long DirectoriesAdded { get; init; }

    /// <summary>Directories whose attributes changed.</summary>
    public long DirectoriesChanged { get; init; }

    /// <summary>Directories that are gone.</summary>
    public long DirectoriesRemoved { get; init; }

    /// <summary>Catalogs written.</summary>
    public long CatalogsWritten { get; init; }

    /// <summary>Objects that were not in the store before.</summary>
    public long ObjectsStored { get; init; }

    /// <summary>Objects that the store had already.</summary>
    public long ObjectsDuplicated { get; init; }

    /// <summary>Plain bytes read from the source.</summary>
    public long BytesRead { get; init; }

    /// <summary>Bytes written to the store, as stored.</summary>
    public long BytesStored { get; init; }

    /// <summary>Whether anything in the catalogs changed.</summary>
    public bool HasChanges =>
        FilesAdded + FilesChanged + FilesRemoved + DirectoriesAdded + DirectoriesChanged + DirectoriesRemoved + CatalogsWritten > 0;
}
