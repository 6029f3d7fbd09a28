namespace CernVM.Builder.Images.Fat;

/// <summary>Sizes of a FAT16 file system. The number of clusters decides the kind: 4085 to 65524 means FAT16 (FAT specification 1.03, section 3.5).</summary>
/// <param name="TotalSectors">Sectors of the whole file system.</param>
/// <param name="SectorsPerCluster">A power of two.</param>
/// <param name="SectorsPerTable">Sectors of one allocation table.</param>
internal readonly record struct FatGeometry(int TotalSectors, int SectorsPerCluster, int SectorsPerTable)
{
    public const int SectorSize = 512;
    public const int ReservedSectors = 1;
    public const int TableCount = 2;
    public const int RootEntries = 512;
    public const int EntrySize = 32;
    private const int FewestClusters = 4085;
    private const int MostClusters = 65_524;
    private const int LargestCluster = 64;
    private const int RootSectors = RootEntries * EntrySize / SectorSize;

    public int ClusterSize => SectorsPerCluster * SectorSize;

    public int RootStart => ReservedSectors + (TableCount * SectorsPerTable);

    public int DataStart => RootStart + RootSectors;

    public int Clusters => (TotalSectors - DataStart) / SectorsPerCluster;

    public int SectorOf(int cluster) => DataStart + ((cluster - 2) * SectorsPerCluster);

    public static FatGeometry For(int totalSectors)
    {
        for (var perCluster = LargestCluster; perCluster >= 1; perCluster /= 2)
        {
            var mostClusters = (totalSectors - ReservedSectors - RootSectors) / perCluster;
            var tableSectors = (((mostClusters + 2) * 2) + SectorSize - 1) / SectorSize;
            var geometry = new FatGeometry(totalSectors, perCluster, tableSectors);
            if (geometry.Clusters is > FewestClusters and <= MostClusters)
                return geometry;
        }

        throw new ArgumentOutOfRangeException(nameof(totalSectors), totalSectors, "FAT16 needs between about 2.1 MiB and 2 GiB");
    }
}
