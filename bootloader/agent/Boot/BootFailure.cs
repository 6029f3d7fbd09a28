namespace CernVM.Bootloader.Agent.Boot;

/// <summary>Why a stage could not do its work, in the three parts that somebody before a serial console needs.</summary>
/// <param name="What">The thing that failed, as a sentence.</param>
/// <param name="Why">The cause as far as it is known.</param>
/// <param name="Cure">What the person can do about it.</param>
internal sealed record BootFailure(string What, string Why, string Cure);
