namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>What the client does with a parameter.</summary>
internal enum ParameterHandling
{
    /// <summary>Honoured.</summary>
    Supported,

    /// <summary>Accepted with a warning, because it cannot make a difference here; the reason stands beside it.</summary>
    Meaningless,

    /// <summary>As <see cref="Meaningless"/> when switched on; off is what happens anyway, and needs no warning.</summary>
    MeaninglessWhenOn,

    /// <summary>For the shell code of configuration files, which has evaluated it.</summary>
    OfFiles,

    /// <summary>Refused when set to anything.</summary>
    Refused,

    /// <summary>Refused when switched on; off is what happens anyway.</summary>
    RefusedWhenOn,
}
