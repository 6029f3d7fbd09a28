using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Fuse;

namespace CernVM.Cvmfs.Mount.Tree;

/// <content>Protected repositories: only members read, and root. The kernel then remembers no attributes, which it would show to others.</content>
internal sealed partial class CvmfsFileSystem
{
    private Lifetime AttributeLifetime => _client.Membership is null ? _lifetime : Lifetime.None;

    private static RequestOrigin OriginOf(in FuseRequest request) => new(request.ProcessId, request.Uid, request.Gid);

    private bool MayRead(in FuseRequest request)
    {
        if (_client.Membership is not { } membership || request.Uid == 0)
            return true;
        if (_magic.Membership is not { } check)
            return false;
        check.Membership = membership;
        var answer = check.IsMemberAsync(OriginOf(request), request.Cancellation);
        return answer.IsCompleted ? answer.Result : answer.AsTask().GetAwaiter().GetResult();
    }

    // Flows with the asynchronous calls that follow into the requests that they make.
    private void FetchFor(in FuseRequest request)
    {
        if (_magic.Membership is { } check)
            check.Membership = _client.Membership;
        RequestOrigin.Current = OriginOf(request);
    }
}
