namespace CernVM.Bootloader.Agent.Boot;

/// <summary>How to go on after a failure.</summary>
internal enum RescueChoice
{
    /// <summary>Run the failed stage again.</summary>
    Retry,

    /// <summary>Act as if the stage had done its work.</summary>
    Continue,

    /// <summary>Give the boot up.</summary>
    Abandon,
}
