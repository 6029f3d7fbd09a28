namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>One entry of <c>groups</c>.</summary>
/// <param name="Name">Group name.</param>
/// <param name="Members">Users to add to it.</param>
public sealed record CloudGroup(string Name, IReadOnlyList<string> Members);
