namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>When gathered commands have to be noted.</summary>
internal enum QuotaUrgency
{
    /// <summary>With the next regular turn.</summary>
    Regular,

    /// <summary>Soon, because the first new object since the last turn is among them.</summary>
    Soon,

    /// <summary>At once: there are many, or the limit is passed.</summary>
    Now,
}
