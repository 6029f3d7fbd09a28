namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Positions in <see cref="CatalogTables.EntryColumns"/>.</summary>
internal static class EntryColumn
{
    public const int Hash = 0;
    public const int Hardlinks = 1;
    public const int Size = 2;
    public const int Mode = 3;
    public const int ModificationTime = 4;
    public const int Nanoseconds = 5;
    public const int Flags = 6;
    public const int Name = 7;
    public const int Symlink = 8;
    public const int Uid = 9;
    public const int Gid = 10;
    public const int Xattr = 11;
    public const int RowId = 12;
    public const int PathLow = 13;
    public const int PathHigh = 14;
    public const int ParentLow = 15;
    public const int ParentHigh = 16;
}
