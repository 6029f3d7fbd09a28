namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>Something that an executable lets run beside a mount, such as telemetry.</summary>
public interface IMountCompanion
{
    /// <summary>
    /// Starts it when the configuration asks for it; disposing ends it. Null when it does not, or when a parameter is wrong, which is logged: a companion
    /// never keeps a repository from being mounted.
    /// </summary>
    IAsyncDisposable? Start(MountObservation observation);
}
