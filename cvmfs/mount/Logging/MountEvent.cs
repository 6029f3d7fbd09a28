namespace CernVM.Cvmfs.Mount.Logging;

/// <summary>Identifiers of the mount's own log entries, beside the client's. A retired number is never used again.</summary>
internal static class MountEvent
{
    public const int Mounted = 2001;
    public const int Unmounted = 2002;
    public const int Stopping = 2003;
    public const int NotMounted = 2006;
    public const int RevisionChanged = 2004;
    public const int UpdateFailed = 2005;
    public const int Replaced = 2007;
    public const int ReplacementFailed = 2008;
    public const int Resumed = 2009;
    public const int ReadFailed = 2010;
    public const int LookupFailed = 2011;
    public const int OpenFailed = 2012;
    public const int ListFailed = 2013;
    public const int RequestFailed = 2014;
    public const int AttributesDamaged = 2015;
    public const int RequestTraced = 2016;
    public const int Crashed = 2017;
    public const int DeadMountRemoved = 2018;
    public const int LimitNotRaised = 2020;
    public const int PassthroughRefused = 2021;
    public const int DebugMode = 2022;
    public const int LogFileRefused = 2023;
    public const int TalkFailed = 2030;
    public const int CacheFrozen = 2031;
    public const int DeviceSent = 2032;
    public const int TraceFailed = 2050;
    public const int TelemetryFailed = 2051;
    public const int TelemetryStarted = 2052;
    public const int ConfigurationWarning = 2040;
}
