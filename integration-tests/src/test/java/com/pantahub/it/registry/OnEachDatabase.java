package com.pantahub.it.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A test class whose constructor takes a {@link TestDatabase}: it is run on each of them, and fails
 * if a shared server has logged a secret by then.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
@ExtendWith(OnEachDatabase.SecretsInLogs.class)
@interface OnEachDatabase {

  /** Looks for them when a class has been run on one database. No state. */
  final class SecretsInLogs implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
      RegistryServer.assertNoSecretInSharedLogs();
    }
  }
}
