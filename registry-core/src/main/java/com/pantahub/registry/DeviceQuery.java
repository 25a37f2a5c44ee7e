package com.pantahub.registry;

import com.pantahub.registry.RegistryException.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Which devices to list, and which page of them. Immutable.
 *
 * <p>Pages go by key: the next one starts after the last id of this one, so that none is skipped or
 * repeated when devices come and go in between. {@link DevicePage#hasMore} tells whether there is a
 * next one: a page may be shorter than its limit where metadata is large.
 *
 * @param owner the account whose devices are meant
 * @param publicOnly whether only those that everybody may see are meant
 * @param filters which of them are meant: those that all of these pick
 * @param after the id after which the page starts; empty for the first page
 * @param limit how many devices a page has at most, 1 to {@value #MAX_LIMIT}
 */
public record DeviceQuery(
    Prn owner,
    boolean publicOnly,
    List<DeviceFilter> filters,
    Optional<DeviceId> after,
    int limit) {

  /** The limit of a page unless another is asked for. */
  public static final int DEFAULT_LIMIT = 1_000;

  /** The greatest limit of a page. */
  public static final int MAX_LIMIT = 10_000;

  /**
   * Checks the limit, and copies the filters.
   *
   * @param owner the account whose devices are meant
   * @param publicOnly whether only those that everybody may see are meant
   * @param filters which of them are meant
   * @param after the id after which the page starts; empty for the first page
   * @param limit how many devices a page has at most, 1 to {@value #MAX_LIMIT}
   * @throws RegistryException with {@link Reason#INVALID} if it is out of bounds
   */
  public DeviceQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new RegistryException(Reason.INVALID, "A page has a limit of 1 to " + MAX_LIMIT);
    }
    filters = List.copyOf(filters);
  }

  /**
   * Returns the query for the first page of all devices of an owner.
   *
   * @param owner the account's prn
   * @return the query, with the default limit
   */
  public static DeviceQuery ownedBy(Prn owner) {
    return new DeviceQuery(owner, false, List.of(), Optional.empty(), DEFAULT_LIMIT);
  }

  /**
   * Returns this query for public devices only.
   *
   * @return the narrower query
   */
  public DeviceQuery onlyPublic() {
    return new DeviceQuery(owner, true, filters, after, limit);
  }

  /**
   * Returns this query for those devices only that filters pick.
   *
   * @param newFilters the filters, in the place of those there are
   * @return the query
   */
  public DeviceQuery withFilters(List<DeviceFilter> newFilters) {
    return new DeviceQuery(owner, publicOnly, newFilters, after, limit);
  }

  /**
   * Returns this query for the page that starts after a device.
   *
   * @param last the last device of the page before
   * @return the query for the next page
   */
  public DeviceQuery startingAfter(DeviceId last) {
    return new DeviceQuery(owner, publicOnly, filters, Optional.of(last), limit);
  }

  /**
   * Returns this query with another limit.
   *
   * @param newLimit how many devices a page has at most
   * @return the query
   * @throws RegistryException with {@link Reason#INVALID} if the limit is out of bounds
   */
  public DeviceQuery withLimit(int newLimit) {
    return new DeviceQuery(owner, publicOnly, filters, after, newLimit);
  }

  /**
   * Tells whether a device is meant, on whatever page.
   *
   * @param device a device of the owner
   * @return whether it is
   */
  public boolean picks(Device device) {
    return (!publicOnly || device.isPublic())
        && filters.stream().allMatch(filter -> filter.matches(device));
  }
}
