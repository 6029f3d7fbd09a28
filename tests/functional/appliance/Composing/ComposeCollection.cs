namespace CernVM.Functional.Appliance.Tests.Composing;

/// <summary>Compositions share one package cache, which is for one of them at a time.</summary>
[CollectionDefinition(Name)]
public sealed class ComposeCollection
{
    public const string Name = "compositions";
}
