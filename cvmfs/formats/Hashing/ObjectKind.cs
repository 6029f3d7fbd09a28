namespace CernVM.Cvmfs.Formats.Hashing;

/// <summary>What an object is, told by the letter at the end of its name. The letter is not part of the hash.</summary>
public enum ObjectKind : byte
{
    /// <summary>A whole file; no letter.</summary>
    Bulk,

    /// <summary><c>P</c>: one chunk of a file.</summary>
    Chunk,

    /// <summary><c>C</c>: a catalog.</summary>
    Catalog,

    /// <summary><c>H</c>: the tag database.</summary>
    History,

    /// <summary><c>X</c>: a certificate.</summary>
    Certificate,

    /// <summary><c>M</c>: the repository's meta info.</summary>
    MetaInfo,
}
