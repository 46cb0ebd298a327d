package io.crealia.privacy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.SnapStart;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.MongoConnection;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.usecase.DriveErasure;
import io.crealia.privacy.usecase.MakeExport;
import io.crealia.privacy.usecase.RequestErasure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** {@code privacy-on-request}: erases an asset as soon as nobody can see it any more, and makes exports. */
public final class PrivacyOnRequestHandler implements RequestStreamHandler {
    private final SqsBatchEdge edge;
    private final PrivacyRequests requests;
    private final SnapStart snapStart;

    public PrivacyOnRequestHandler() {
        this(System.getenv());
    }

    public PrivacyOnRequestHandler(Map<String, String> environment) {
        var context = FunctionContext.start(environment);
        edge = context.bean(SqsBatchEdge.class);
        requests = new PrivacyRequests(context.bean(RequestErasure.class), context.bean(DriveErasure.class),
                context.bean(MakeExport.class));
        snapStart = SnapStart.prepare(context,
                () -> Rehearsal.requests(edge, requests, context.bean(ErasureRepository.class)),
                context.bean(MongoConnection.class),
                context.bean(SubjectVault.class));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        edge.handle(in, out, context, requests::accept);
    }
}
