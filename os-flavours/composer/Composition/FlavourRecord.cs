using System.Text.Json.Serialization;

namespace CernVM.Flavours.Composer.Composition;

/// <summary>What <c>flavour.json</c> beside a composed tree says about it.</summary>
/// <param name="Name">The flavour.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Version">Its version, also in <c>/etc/cernvm-release</c> of the tree; a good tag for the repository.</param>
/// <param name="Inputs">SHA-256 over everything that the tree was made from.</param>
/// <param name="Epoch">Day of the newest package, seconds since 1970; no file of the tree is newer.</param>
/// <param name="Root">Folder of the tree, relative to the record.</param>
/// <param name="Packages">Installed packages as <c>name version</c>.</param>
public sealed record FlavourRecord(string Name, string Title, string Version, string Inputs, long Epoch, string Root, IReadOnlyList<string> Packages);

/// <summary>JSON of the composer, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(FlavourRecord))]
public sealed partial class FlavourJson : JsonSerializerContext;
