package io.sidelab.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JSON of the API. Writes records with times as ISO 8601 and empty optionals as null. Reads bodies
 * strictly: what is not expected is an error with a sentence, never ignored or guessed.
 */
final class Json {
  private final ObjectMapper mapper;
  private final ObjectWriter scriptWriter;

  Json() {
    this.mapper =
        JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(LogicalType.Textual, Json::textIsText)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    this.scriptWriter = mapper.writer(new ScriptEscapes());
  }

  private static void textIsText(MutableCoercionConfig texts) {
    texts
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
  }

  String write(Object value) {
    return write(mapper.writer(), value);
  }

  /** For a script element of a page: nothing in it can end that element or begin a comment. */
  String writeForScript(Object value) {
    return write(scriptWriter, value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
    }
  }

  <T> T read(Context ctx, Class<T> type) throws Refusal {
    byte[] body = ctx.bodyAsBytes();
    if (body.length == 0) {
      throw new Refusal(400, "bad_json", "The request has no body. Send JSON: " + shape(type));
    }
    try {
      T value = mapper.readValue(body, type);
      if (value == null) {
        throw new Refusal(400, "bad_json", "The body says null. Send JSON: " + shape(type));
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw new Refusal(
          400, "unknown_field", "There is a field too many. These are known: " + shape(type));
    } catch (MismatchedInputException e) {
      throw new Refusal(400, "bad_field", "A field is missing or of a wrong type. " + shape(type));
    } catch (IOException e) {
      throw new Refusal(400, "bad_json", "The body is not JSON" + place(e) + ".");
    }
  }

  private static String shape(Class<?> type) {
    Stream<String> names =
        type.isRecord()
            ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
            : Arrays.stream(type.getDeclaredFields()).map(Field::getName);
    return names.collect(Collectors.joining(", ", "{", "}"));
  }

  private static String place(IOException e) {
    return e instanceof JsonProcessingException found && found.getLocation() != null
        ? ": see line "
            + found.getLocation().getLineNr()
            + ", column "
            + found.getLocation().getColumnNr()
        : "";
  }

  /** Writes the characters that mean something to an HTML parser as escapes. */
  private static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private final int[] ascii;

    ScriptEscapes() {
      this.ascii = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char c : new char[] {'<', '>', '&', '\''}) {
        ascii[c] = CharacterEscapes.ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      // Jackson's word for a character that needs none.
      return null;
    }
  }
}
