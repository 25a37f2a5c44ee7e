package com.pantahub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pantahub.registry.DeviceFilter;
import com.pantahub.registry.DeviceFilter.Attribute;
import com.pantahub.registry.DeviceFilter.DeviceMetaKey;
import com.pantahub.registry.DeviceFilter.Operator;
import com.pantahub.registry.DeviceFilter.UserMetaKey;
import com.pantahub.server.QueryParameters.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link QueryParameters} and {@link DeviceFilters}. */
class QueryParametersTest {

  @Test
  void parse_query_isDecodedInOrder() {
    assertThat(QueryParameters.parse("b=%5Ea+b&a&&c=d=%C3%A4&=x").all())
        .containsExactly(
            new Parameter("b", "^a b"),
            new Parameter("a", ""),
            new Parameter("c", "d=ä"),
            new Parameter("", "x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%z1", "%1"})
  void parse_badEscape_isBadRequest(String query) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> QueryParameters.parse(query))
        .withMessage("The query is badly encoded");
  }

  @Test
  void value_twice_isBadRequest() {
    QueryParameters query = QueryParameters.parse("limit=1&limit=2&after=x");
    assertThat(query.value("after")).contains("x");
    assertThat(query.value("owner")).isEmpty();
    assertThatExceptionOfType(ApiException.class).isThrownBy(() -> query.value("limit"));
  }

  @Test
  void filters_read_areFieldsOperatorsAndValues() {
    String query =
        "owner=prn:::accounts:/0&owner-nick=a&limit=1&after=b&nick=x&public=!true&id=^6b"
            + "&time-created=^2026&last-seen=&user-meta.a.b=^&device-meta.c=!&owner=^prn&prn=a!^";
    assertThat(DeviceFilters.read(QueryParameters.parse(query)))
        .containsExactly(
            new DeviceFilter(Attribute.NICK, Operator.EQUALS, "x"),
            new DeviceFilter(Attribute.PUBLIC, Operator.NOT_EQUALS, "true"),
            new DeviceFilter(Attribute.ID, Operator.STARTS_WITH, "6b"),
            new DeviceFilter(Attribute.TIME_CREATED, Operator.STARTS_WITH, "2026"),
            new DeviceFilter(Attribute.LAST_SEEN, Operator.EQUALS, ""),
            new DeviceFilter(new UserMetaKey("a.b"), Operator.STARTS_WITH, ""),
            new DeviceFilter(new DeviceMetaKey("c"), Operator.NOT_EQUALS, ""),
            new DeviceFilter(Attribute.OWNER, Operator.STARTS_WITH, "prn"),
            new DeviceFilter(Attribute.PRN, Operator.EQUALS, "a!^"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"secret=x", "challenge=x", "NICK=x", "time_created=x", "meta.a=1", "x", "=x"})
  void filters_unknownField_isBadRequest(String query) {
    QueryParameters parameters = QueryParameters.parse(query);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> DeviceFilters.read(parameters))
        .withMessage("Devices have no such field to filter by");
  }
}
