package com.pantahub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  private static final String OURS =
      """
      {"benchmark": "com.pantahub.benchmark.ScrapeBenchmark.scrape", "mode": "sample",
       "params": {"coding": "GZIP", "library": "PANTAHUB", "workload": "MEDIUM"},
       "primaryMetric": {"score": 1100.04, "scoreUnit": "us/op",
                         "scorePercentiles": {"0.0": 1.0, "50.0": 1000.0, "100.0": 9.0}},
       "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 65536.4, "scoreUnit": "B/op"}}}
      """;
  private static final String SIMPLECLIENT =
      """
      {"benchmark": "com.pantahub.benchmark.ScrapeBenchmark.scrape", "mode": "sample",
       "params": {"coding": "GZIP", "library": "SIMPLECLIENT", "workload": "MEDIUM"},
       "primaryMetric": {"score": 10300.0, "scoreUnit": "us/op",
                         "scorePercentiles": {"50.0": 10250.0}},
       "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 2.0e7, "scoreUnit": "B/op"}}}
      """;
  private static final String ZLIB =
      """
      {"benchmark": "com.pantahub.benchmark.ZlibBenchmark.deflate", "mode": "sample",
       "params": {"level": "6", "workload": "MEDIUM"},
       "primaryMetric": {"score": 2600.0, "scoreUnit": "us/op",
                         "scorePercentiles": {"50.0": 2600.0}},
       "secondaryMetrics": {}}
      """;
  private static final String LIVE =
      """
      {"benchmark": "com.pantahub.benchmark.ServerScrapeBenchmark.liveScrape", "mode": "sample",
       "primaryMetric": {"score": 90.0, "scoreUnit": "us/op", "scorePercentiles": {"50.0": 80.0}},
       "secondaryMetrics": {}}
      """;

  @Test
  void toMarkdown_ofSeveralRuns_hasOneTablePerWorkload() {
    ResultTable table =
        ResultTable.of(
            List.of("[" + LIVE + "," + ZLIB + "," + OURS + "]", "[" + SIMPLECLIENT + "]"));

    assertThat(table.toMarkdown())
        .isEqualTo(
            """
            ### medium

            | Body | What | Median µs | Mean µs | Allocated bytes | To ours |
            | --- | --- | ---: | ---: | ---: | ---: |
            | gzip | simpleclient 0.16 `TextFormat.write004` | 10,250.0 | 10,300.0 | 20,000,000 | 10.25x |
            | gzip | ours `ScrapeEndpoint.scrape` | 1,000.0 | 1,100.0 | 65,536 | 1.00x |
            |  | `deflate`, level 6 | 2,600.0 | 2,600.0 |  |  |

            ### live

            | Body | What | Median µs | Mean µs | Allocated bytes | To ours |
            | --- | --- | ---: | ---: | ---: | ---: |
            |  | `liveScrape` | 80.0 | 90.0 |  |  |

            """);
  }

  @Test
  void of_resultOfAnotherMode_isRefused() {
    String throughput = OURS.replace("sample", "thrpt");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultTable.of(List.of("[" + throughput + "]")))
        .withMessage("results must be samples in us/op: mode=thrpt, scoreUnit=us/op");
  }
}
