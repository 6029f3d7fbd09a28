namespace CernVM.Cvmfs.Client;

/// <summary>What an answer from local data alone can be.</summary>
public enum TreeAnswer
{
    /// <summary>The answer is there.</summary>
    Found,

    /// <summary>The entry certainly does not exist.</summary>
    NotFound,

    /// <summary>The parent is no directory.</summary>
    NotADirectory,

    /// <summary>Something must be fetched first, or went wrong: call the asynchronous form, which fetches or says why not.</summary>
    NotLocal,
}
