package io.crealia.local.lambda.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.lambda.template.FunctionEvent.ApiRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private final RouteTable table = new RouteTable(List.of(route("GET", "/"), route("GET", "/health"),
            route("GET", "/health/live"), route("GET", "/v1/assets"), route("GET", "/v1/assets/{asset_id}"),
            route("DELETE", "/v1/assets/{asset_id}"), route("GET", "/v1/assets/{asset_id}/events"),
            route("GET", "/v1/assets/latest"), route("GET", "/play/{asset_id}/{proxy+}"), route("ANY", "/any")));

    @ParameterizedTest
    @CsvSource({"GET,/,/", "GET,/health,/health", "GET,/health/,/health", "GET,/health/live,/health/live",
            "GET,/v1/assets,/v1/assets", "GET,/v1/assets/ast_1,/v1/assets/{asset_id}",
            "DELETE,/v1/assets/ast_1,/v1/assets/{asset_id}", "GET,/v1/assets/latest,/v1/assets/latest",
            "DELETE,/v1/assets/latest,/v1/assets/{asset_id}",
            "GET,/v1/assets/latest/events,/v1/assets/{asset_id}/events",
            "GET,/play/ast_1/a/b/c.m3u8,/play/{asset_id}/{proxy+}", "PATCH,/any,/any"})
    void find_pathAndMethod_givesTheTemplatesRoute(String method, String path, String expected) {
        assertThat(table.find(method, path)).map(match -> match.route().path()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"POST,/health", "GET,/Health", "GET,/health/live/more", "GET,/v1", "GET,/v1/assets/a/b", "GET,/play",
            "GET,/play/ast_1", "GET,/play/ast_1/", "HEAD,/health", "GET,//health", "GET,/v1/assets//events"})
    void find_withoutRoute_isEmpty(String method, String path) {
        assertThat(table.find(method, path)).isEmpty();
    }

    @Test
    void find_parameters_areDecoded() {
        assertThat(table.find("GET", "/play/a%2Fb+c/x%20y/%E4%BD%A0.ts").orElseThrow().pathParameters())
                .isEqualTo(Map.of("asset_id", "a/b+c", "proxy", "x y/你.ts"));
    }

    @Test
    void methods_ofPath_areThoseOfItsRoutes() {
        assertThat(table.methods("/v1/assets/ast_1")).containsExactly("DELETE", "GET");
        assertThat(table.methods("/nowhere")).isEmpty();
    }

    private static Route route(String method, String path) {
        return new Route("Function", new ApiRoute("name", method, path, Optional.empty()));
    }
}
