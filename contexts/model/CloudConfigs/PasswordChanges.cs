namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>The <c>chpasswd</c> key.</summary>
/// <param name="Entries">Whose password becomes what.</param>
/// <param name="Expire">Whether a new password is asked for at the first login; true when absent.</param>
public sealed record PasswordChanges(IReadOnlyList<PasswordChange> Entries, bool Expire);
