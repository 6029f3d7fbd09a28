namespace CernVM.Contexts.Agent.Guest;

/// <summary>Permissions and ownership of something that the agent makes.</summary>
/// <param name="Permissions">The twelve permission bits.</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
public readonly record struct GuestAttributes(uint Permissions, uint Uid = 0, uint Gid = 0)
{
    /// <summary>0644, root.</summary>
    public static GuestAttributes PublicFile { get; } = new(0b110_100_100);

    /// <summary>0600, root.</summary>
    public static GuestAttributes PrivateFile { get; } = new(0b110_000_000);

    /// <summary>0755, root.</summary>
    public static GuestAttributes PublicDirectory { get; } = new(0b111_101_101);

    /// <summary>0700, root.</summary>
    public static GuestAttributes PrivateDirectory { get; } = new(0b111_000_000);
}
