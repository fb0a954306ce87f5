package org.messageledger.asking;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** What a list is written as. */
enum ListForm {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    CSV(ListForm.TEXT_CSV),
    NDJSON(ListForm.APPLICATION_NDJSON);

    static final String TEXT_CSV = "text/csv";
    static final String APPLICATION_NDJSON = "application/x-ndjson";

    private final String type;

    ListForm(String type) {
        this.type = type;
    }

    /** As the parameter {@code format} says, else as the caller accepts it best. */
    static ListForm of(HttpServletRequest request, Parameters parameters) throws HttpMediaTypeNotAcceptableException {
        String format = parameters.text("format");
        return format == null ? accepted(request.getHeader(HttpHeaders.ACCEPT)) : named(format);
    }

    private static ListForm named(String format) {
        for (ListForm form : values()) {
            if (form.parameter().equals(format)) {
                return form;
            }
        }
        throw new BadParameter("format", "Give one of: json, csv, ndjson.");
    }

    private static ListForm accepted(@Nullable String accept) throws HttpMediaTypeNotAcceptableException {
        if (accept == null) {
            return JSON;
        }
        List<MediaType> wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        for (MediaType type : wanted) {
            for (ListForm form : values()) {
                if (type.getQualityValue() > 0 && type.includes(MediaType.parseMediaType(form.type))) {
                    return form;
                }
            }
        }
        throw new HttpMediaTypeNotAcceptableException(List.of());
    }

    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
