namespace CernVM.Cvmfs.Client.Caching;

/// <summary>What a cached object is, as far as eviction cares (formats §10.2, column <c>type</c> and bit 63 of <c>acseq</c>).</summary>
internal enum ObjectLabel
{
    /// <summary>File data, chunks, certificates, meta info.</summary>
    Regular,

    /// <summary>A catalog or history database.</summary>
    Catalog,

    /// <summary>File data of a repository whose content leaves first.</summary>
    Volatile,
}
