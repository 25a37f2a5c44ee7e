package com.pantahub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LoadResultTest {

  private static final String OUTPUT =
      """
      Running 10s test @ http://127.0.0.1:43993
        1 threads and 4 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     3.11ms    2.10ms  30.43ms   88.60%
          Req/Sec     1.39k   201.52     1.77k    71.00%
        Latency Distribution
           50%  812.00us
           75%    3.60ms
           90%    5.21ms
           99%    1.05s
        13833 requests in 10.00s, 12.04MB read
      Requests/sec:   1382.93
      Transfer/sec:      1.20MB
      """;

  @Test
  void parse_output_isInMilliseconds() {
    assertThat(LoadResult.parse(OUTPUT)).isEqualTo(new LoadResult(13_833, 1382.93, 0.812, 1_050));
  }

  @Test
  void parse_failures_throws() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadResult.parse(OUTPUT + "  Non-2xx or 3xx responses: 3\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> LoadResult.parse("wrk: not found"));
  }
}
