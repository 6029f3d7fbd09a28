namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>One member of a proxy group: a proxy, or <c>DIRECT</c> for none.</summary>
/// <param name="Address">URL of the proxy; null for <c>DIRECT</c>.</param>
public sealed record ProxyEndpoint(Uri? Address)
{
    /// <summary>No proxy.</summary>
    public static ProxyEndpoint Direct { get; } = new((Uri?)null);

    /// <summary>Whether servers are asked without a proxy.</summary>
    public bool IsDirect => Address is null;

    /// <inheritdoc/>
    public override string ToString() => Address is null ? "DIRECT" : Address.GetLeftPart(UriPartial.Authority);
}
