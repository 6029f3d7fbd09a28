namespace CernVM.Cvmfs.Mount.Tracing;

/// <summary>What a line of the access trace speaks of; the numbers are those of upstream CernVM-FS (formats §10.7).</summary>
internal enum TraceEvent
{
    Flush = -3,
    Stop = -2,
    Start = -1,
    Open = 1,
    OpenDirectory = 2,
    ReadLink = 3,
    Lookup = 4,
    Statistics = 5,
    GetAttributes = 6,
    ListXattrs = 7,
    GetXattr = 8,
}
