namespace CernVM.Cvmfs.Server.Commands;

/// <summary>What <c>list-catalogs</c> prints beside the path.</summary>
[Flags]
public enum CatalogColumns
{
    /// <summary>Paths only.</summary>
    None = 0,

    /// <summary>Plain size of the database.</summary>
    Sizes = 1,

    /// <summary>Number of entries.</summary>
    Entries = 2,

    /// <summary>Hash of the object.</summary>
    Hashes = 4,

    /// <summary>For programs: bytes, no indentation.</summary>
    Machine = 8,
}
