using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>Something to note about an object of the cache.</summary>
/// <param name="Verb">What happened.</param>
/// <param name="Hash">The object.</param>
/// <param name="Size">Its bytes, for an insertion.</param>
/// <param name="Description">What it is, for an insertion.</param>
/// <param name="Label">How eviction treats it, for an insertion.</param>
internal readonly record struct QuotaCommand(QuotaVerb Verb, ContentHash Hash, long Size = 0, string Description = "", ObjectLabel Label = ObjectLabel.Regular);
