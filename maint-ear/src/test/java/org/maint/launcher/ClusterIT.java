package org.maint.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** maint on a deployment group of two instances, as operations run it; {@code ./maint cluster-test}. */
class ClusterIT {
    private static PayaraCluster cluster;

    @BeforeAll
    static void start() {
        cluster = new PayaraCluster(Duration.ZERO, Duration.ofSeconds(2));
        System.out.println(cluster.maintCluster("check"));
        System.out.println(cluster.maintCluster("deploy", "target/maint.ear", "1"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void it_answers() {
        System.out.println(cluster.maintCluster("status"));
        System.out.println(cluster.maintCluster("smoke-test"));
        System.out.println(cluster.maintCluster("configure"));
        assertThat(true).isTrue();
    }
}
