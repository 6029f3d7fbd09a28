namespace CernVM.Functional.Appliance.Tests.Images;

/// <summary>Tests that share the tiny image, and with it the package cache.</summary>
[CollectionDefinition(Name)]
public sealed class ImageCollection : ICollectionFixture<TinyImage>
{
    public const string Name = "images";
}
