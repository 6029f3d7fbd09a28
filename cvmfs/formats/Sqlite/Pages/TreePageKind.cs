namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>First byte of a tree's page.</summary>
internal enum TreePageKind : byte
{
    IndexInterior = 2,
    TableInterior = 5,
    IndexLeaf = 10,
    TableLeaf = 13,
}
