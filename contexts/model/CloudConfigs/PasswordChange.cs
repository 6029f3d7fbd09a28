namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>A password to set.</summary>
/// <param name="User">Login name.</param>
/// <param name="Password">Clear text or hash.</param>
/// <param name="IsHash">True for a crypt(3) hash.</param>
public sealed record PasswordChange(string User, Secret Password, bool IsHash);
