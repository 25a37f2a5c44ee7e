/**
 * What a scrape costs, here and in other libraries, measured with JMH. The first of these commands
 * measures everything, which takes half an hour:
 *
 * <pre>
 * ./mvnw -q -Pbenchmark
 * ./mvnw -q -Pbenchmark -Dbenchmark.args="-prof gc -p workload=MEDIUM -rf json -rff medium.json"
 * ./mvnw -q -Pbenchmark -Dbenchmark.main=com.pantahub.benchmark.ResultTable -Dbenchmark.args=medium.json
 * ./mvnw -q -Pbenchmark -Dbenchmark.main=com.pantahub.benchmark.BodySizes
 * </pre>
 *
 * <p>The second passes options to JMH: here for one workload, with the bytes allocated, and with
 * results as JSON. The third makes a table in Markdown out of these, the fourth one of the sizes of
 * the bodies. Paths are relative to the root of the repository.
 */
@org.jspecify.annotations.NullMarked
package com.pantahub.benchmark;
