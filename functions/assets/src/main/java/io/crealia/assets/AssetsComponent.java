package io.crealia.assets;

import dagger.Component;
import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.usecase.DeleteAsset;
import io.crealia.assets.usecase.FinishDeletion;
import io.crealia.assets.usecase.RecordAssetChange;
import io.crealia.assets.usecase.RecordCost;
import io.crealia.assets.usecase.TellDeletions;
import io.crealia.platform.config.Environment;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.lambda.PlatformFactory;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the functions of assets are made of. */
@Singleton
@Component(dependencies = Environment.class, modules = {PlatformFactory.class, AssetsFactory.class})
interface AssetsComponent extends FunctionContext {
    AssetsApi assetsApi();

    CaptionsApi captionsApi();

    EventsApi eventsApi();

    PlaybackApi playbackApi();

    AssetRepository assets();

    RecordAssetChange recordChange();

    RecordCost recordCost();

    DeleteAsset deleteAsset();

    FinishDeletion finishDeletion();

    TellDeletions tellDeletions();

    /** @param variables the function's environment variables */
    static AssetsComponent start(Map<String, String> variables) {
        return DaggerAssetsComponent.builder().environment(new Environment(variables)).build();
    }
}
