using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse;

/// <summary>Why a session ended; the first reason counts.</summary>
public enum SessionEndReason
{
    /// <summary>Somebody unmounted it.</summary>
    Unmounted,

    /// <summary>The program that serves it took it away.</summary>
    Stopped,

    /// <summary>Another process serves it now.</summary>
    HandedOver,

    /// <summary>The kernel or an administrator cut the connection.</summary>
    Aborted,

    /// <summary>The device failed.</summary>
    Failed,
}

/// <summary>The end of a session.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Error">The device's error where it failed.</param>
public sealed record SessionEnd(SessionEndReason Reason, Errno Error);
